"""The desk's second process: paints ground and finds ways, so that frames never wait."""
