"""What stops a step, and whether trying again makes sense."""

from __future__ import annotations

import dagster as dg
import pytest

from dagster_project.defs.steps import TRY_AGAIN, stops_clearly
from dagster_project.lib.errors import Busy, StoreError
from dagster_project.lib.verdicts import GateClosed


@pytest.mark.parametrize(
    ("reason", "again"),
    [
        (Busy("another program has it open"), True),
        (StoreError("the warehouse is damaged"), False),
        (GateClosed("the gate is closed"), False),
    ],
)
def test_only_a_file_that_somebody_holds_is_tried_again(reason: Exception, again: bool) -> None:
    with pytest.raises(dg.Failure) as stopped, stops_clearly():
        raise reason
    assert stopped.value.allow_retries is again
    assert stopped.value.description == str(reason)
    assert stopped.value.__cause__ is None


def test_a_mistake_of_the_product_is_told_with_its_stack_and_not_tried_again() -> None:
    with pytest.raises(dg.Failure) as stopped, stops_clearly():
        raise KeyError("no such column")
    assert stopped.value.allow_retries is False
    assert stopped.value.description == "KeyError: 'no such column'"
    assert isinstance(stopped.value.__cause__, KeyError)


def test_steps_are_tried_again_as_often_as_they_may_be() -> None:
    tries: list[int] = []

    @dg.op(retry_policy=dg.RetryPolicy(max_retries=TRY_AGAIN.max_retries))
    def held_twice() -> None:
        with stops_clearly():
            tries.append(1)
            if tries.count(1) < 3:
                raise Busy("another program has it open")

    @dg.op(retry_policy=dg.RetryPolicy(max_retries=TRY_AGAIN.max_retries))
    def mistaken() -> None:
        with stops_clearly():
            tries.append(2)
            raise TypeError("no column type")

    @dg.job
    def both() -> None:
        held_twice()
        mistaken()

    done = both.execute_in_process(raise_on_error=False)
    assert tries.count(1) == 3
    assert tries.count(2) == 1
    assert [e.step_key for e in done.all_events if e.is_step_failure] == ["mistaken"]


def test_every_step_of_the_line_has_the_policy() -> None:
    from dagster_project.definitions import defs

    job = defs.resolve_job_def("whole_line")
    assert {node.name for node in job.nodes if node.definition.retry_policy != TRY_AGAIN} == set()
