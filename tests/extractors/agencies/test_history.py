"""What a body was before and what became of it."""

from __future__ import annotations

from extractors.agencies import history


def test_a_district_that_was_merged() -> None:
    jianggan = history("330104-government")
    assert (jianggan.valid_from, jianggan.valid_to) == (None, 2021)
    assert jianggan.successors == ("330102-government", "330114-government")
    assert history("330114-government").predecessors == ("330104-government",)


def test_a_county_that_became_a_district() -> None:
    assert history("330621-government").successors == ("330603-government",)
    assert history("330603-government").predecessors == ("330621-government",)


def test_a_renamed_city_is_one_body() -> None:
    xiangyang = history("420600-government")
    assert xiangyang.former_names == ("襄樊市",)
    assert (xiangyang.valid_from, xiangyang.valid_to) == (None, None)


def test_a_department_of_the_reform_of_2018() -> None:
    assert history("330100-environmental_protection").successors == (
        "330100-ecology_environment",
    )  # fmt: skip
    assert history("330100-ecology_environment").predecessors == (
        "330100-environmental_protection",
    )  # fmt: skip


def test_a_department_follows_its_district() -> None:
    assert history("330104-education").successors == ("330102-education", "330114-education")


def test_a_body_without_history() -> None:
    nothing = history("unresolved-城关镇")
    assert (nothing.valid_from, nothing.valid_to) == (None, None)
    assert nothing.predecessors == nothing.successors == ()
