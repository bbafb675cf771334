"""Running again from archived pages, with no network: what was collected once, or what today's reading makes of it."""
