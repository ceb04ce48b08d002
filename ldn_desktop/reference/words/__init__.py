"""The words of papers, findings and figures, and how amounts and days are written."""
