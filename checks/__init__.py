"""Long checks that anyone can run; samples of them stand in the tests."""
