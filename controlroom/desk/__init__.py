"""A desk without a screen: the link, its resume and its mailbox; no Qt."""
