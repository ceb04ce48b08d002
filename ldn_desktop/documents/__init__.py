"""What is put into words: a plan becomes sentences and a neutral document, the same for screen and paper."""
