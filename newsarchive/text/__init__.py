"""Vietnamese text as pages print it: Unicode, legacy encodings, spacing, datelines, bylines, captions. Pure."""
