"""What is true: no I/O, no Qt, no clock, no randomness, no logging."""
