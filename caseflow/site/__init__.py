"""The handbook as a site: built, mended, searched, printed, packed, and swapped in whole."""
