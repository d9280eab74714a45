"""Conversations with payment processors; never touches the database."""
