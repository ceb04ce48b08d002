"""What follows from the form: steps, chart, calendar, supply, findings."""
