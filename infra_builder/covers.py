"""What governance protects: a block without `covers` the zone it stands in, or the whole plan where it stands in none.

What protects the whole plan or a zone is put together once for all blocks of a zone that nothing protects by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from infra_builder.plan import Block

Reach = tuple[str | None, ...]
"""What decides which blocks a control covers: the names it gives, or its zone after None."""


def reach(control: Block) -> Reach:
    """What decides which blocks a control covers."""
    return control.covers or (None, control.zone)


class Covers:
    """The controls of an option and what each of them protects. `inside`: the blocks by the zone they stand in."""

    def __init__(self, controls: Sequence[Block], inside: Mapping[str | None, Iterable[Block]]) -> None:
        self._inside = inside
        self._every = frozenset(block.id for blocks in inside.values() for block in blocks)
        self._order = {control.id: place for place, control in enumerate(controls)}
        self._everywhere = [control for control in controls if not control.covers and control.zone is None]
        self._named: dict[str, list[Block]] = {}
        for control in controls:
            for id_ in dict.fromkeys(control.covers or ((control.zone,) if control.zone else ())):
                self._named.setdefault(id_, []).append(control)
        self._reached: dict[Reach, frozenset[str]] = {(None, None): self._every}
        self._over_zones: dict[str | None, tuple[Block, ...]] = {}
        self._over_blocks = {block.id: self._over(block) for blocks in inside.values() for block in blocks}

    def covered(self, control: Block) -> frozenset[str]:
        """The ids of the blocks a control protects."""
        by = reach(control)
        if by not in self._reached:
            zones = (block.id for id_ in by if id_ for block in self._inside.get(id_, ()))
            self._reached[by] = frozenset((*zones, *self._every.intersection(control.covers)))
        return self._reached[by]

    def over(self, block: Block) -> tuple[Block, ...]:
        """The controls that protect a block, in the order in which they are drawn."""
        return self._over_blocks[block.id]

    def over_zone(self, zone_id: str | None) -> tuple[Block, ...]:
        """The controls that protect everything in a zone, or outside all zones, in the order they are drawn in."""
        if zone_id not in self._over_zones:
            self._over_zones[zone_id] = self._ordered((*self._everywhere, *self._named.get(zone_id or "", ())))
        return self._over_zones[zone_id]

    def kinds(self, blocks: Iterable[Block]) -> tuple[str, ...]:
        """The kinds of the controls that protect at least one of some blocks, sorted."""
        # Most blocks share what protects them with their neighbours; each such group is looked at once.
        groups = {id(over): over for over in [self._over_blocks[block.id] for block in blocks]}
        return tuple(sorted({control.kind for controls in groups.values() for control in controls}))

    def _over(self, block: Block) -> tuple[Block, ...]:
        shared = self.over_zone(block.zone)
        named = self._named.get(block.id)
        return self._ordered((*shared, *named)) if named else shared

    def _ordered(self, controls: Iterable[Block]) -> tuple[Block, ...]:
        by_id = {control.id: control for control in controls}
        return tuple(by_id[id_] for id_ in sorted(by_id, key=self._order.__getitem__))
