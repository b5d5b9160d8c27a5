"""Where units stand, over the years, and how sure that is."""
