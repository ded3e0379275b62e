"""What is kept: facts in order and proven, never a decision about them."""
