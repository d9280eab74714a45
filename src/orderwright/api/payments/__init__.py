"""The payments dialect: processing of payments with a short-lived access token."""
