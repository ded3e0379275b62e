"""The only Qt: draws the picture and sends commands, never edits what is true."""

import os

# Qt's video backend looks for every helper library there may be and reports each one
# that is not there; nothing that is used here is among them.
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.symbolsresolver=false")
