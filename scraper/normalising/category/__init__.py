"""Council service area and SOC 2020 occupation."""

from scraper.normalising.category.reading import Category, category

__all__ = ["Category", "category"]
