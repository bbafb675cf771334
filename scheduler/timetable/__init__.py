"""When each source is collected: rules, the due moments that follow from them, and the keeper that runs what is due."""
