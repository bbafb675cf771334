"""Making the shipped postcode and place tables anew, by hand: ``python -m scraper.reference.building``."""
