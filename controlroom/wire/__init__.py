"""How it travels and rests: bytes in, values out, never sockets."""
