"""Do we speak the vendor's language? Answers, documents and recorded cases, compared.

A new operation feeds the engine; it need not know it:

1. a feeder (`feeders_*.py`) calls it, in success and in each described refusal; every answer is
   judged by the reference, by our own document and by the rules of the wire as it comes;
2. the recorded cases that waited for it leave `unreplayed_cases.toml` and get an arrangement
   (`arranged_*.py`), and a check where the case says more than values, shape and headers;
3. what a recording or a ruling orders against the reference goes into `deviations.toml`;
4. how it differs, if it does, goes into `compatibility.toml`; `make docs` writes the page.

Whatever is forgotten, or no longer needed, fails.
"""
