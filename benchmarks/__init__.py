"""How fast the product is. Commands of their own, never timed tests: `make bench`."""
