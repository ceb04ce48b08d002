"""What a start must take care of before and while the window appears."""
