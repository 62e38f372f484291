"""Vietnamese text as pages print it: Unicode, encodings, spacing, datelines, bylines, captions. Pure."""
