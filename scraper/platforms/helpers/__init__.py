"""What platforms share: cards, labels, links, pagers, totals, evidence of no jobs, JobPosting, causes."""
