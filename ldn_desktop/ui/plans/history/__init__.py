"""What became of a plan: revisions, visits and papers on one line of time, dose and response, what changed."""
