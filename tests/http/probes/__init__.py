"""The table of probes: every other file is a topic."""

from tests.http.probes import bodies, conditions, framing, headers, methods, negotiation, parameters, targets

TOPICS = (methods, targets, parameters, negotiation, conditions, headers, framing, bodies)
PROBES = {f"{topic.__name__.rpartition('.')[2]}: {probe.says}": probe for topic in TOPICS for probe in topic.PROBES}
