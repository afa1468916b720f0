"""Playing back what was heard: the words, where the reading is, and what is done to one of them."""
