"""Ways out of the model: one format a file."""
