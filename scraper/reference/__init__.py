"""Dated facts that normalisers stand on: authorities, postcodes, places, the NJC pay spine."""
