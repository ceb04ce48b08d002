"""The look: roles instead of colours, one table for each theme, one style sheet made from it."""
