"""The benchmark: a load generator, a minimal server to compare with, the ADRs' spikes."""
