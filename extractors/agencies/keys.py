"""From an agency key back to the agency: for aliases, and for whoever holds only a key."""

from __future__ import annotations

from extractors.agencies.bodies import Body, functions
from extractors.agencies.divisions import division as find
from extractors.agencies.parse import Reading
from extractors.agencies.records import build
from extractors.agencies.special import specials
from extractors.model import Agency


def from_key(agency_key: str) -> tuple[Agency, tuple[Agency, ...]]:
    """The agency of a key that `build` would give, and the bodies above it.

    Raises ValueError for a key that names no division, function or special body.
    """
    for body in sorted(specials().values(), key=lambda s: -len(s.body)):
        if agency_key == body.body:
            return build(Reading(body.division, None, special=body), body.division)
        if agency_key.startswith(body.body + "-") and body.division is not None:
            part = _functions_of(agency_key[len(body.body) + 1 :])
            return build(Reading(body.division, part, special=body), body.division)
    for cut in range(len(agency_key), 0, -1):
        division = find(agency_key[:cut]) if agency_key[cut : cut + 1] == "-" else None
        if division is not None:
            return build(Reading(division, _body_of(agency_key[cut + 1 :])), division)
    raise ValueError(f"no division or body has the key {agency_key}")


def _functions_of(text: str) -> Body:
    joint = text.startswith("joint-")
    parts = tuple(text.removeprefix("joint-").split("+"))
    unknown = [part for part in parts if part not in functions()]
    if unknown:
        raise ValueError(f"no function {', '.join(unknown)} in functions.csv")
    return Body("joint" if joint else functions()[parts[0]].kind, parts)


def _body_of(text: str) -> Body | None:
    if text == "government":
        return None
    if text.startswith("department-"):
        return Body("named", (), text.removeprefix("department-"))
    if text.startswith("development_zone-"):
        core, _, function = text.removeprefix("development_zone-").partition("-")
        if not function:
            return Body("development_zone", (), core)
        part = _functions_of(function)
        return Body(part.kind, part.functions, "", core)
    return _functions_of(text)
