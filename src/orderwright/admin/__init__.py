"""The pages for people who run a store; they call the same actions as the API."""
