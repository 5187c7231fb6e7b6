"""Timings, as ratios against a peer in the same run. Never asserted: machines differ."""
