"""Do we speak the vendor's language? Answers, documents and recorded cases, compared."""
