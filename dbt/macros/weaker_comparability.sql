{# The worse of two grades of comparability; their order stands in dbt_project.yml. #}
{% macro weaker_comparability(one, other) -%}
    {%- set grades = "['" ~ var('comparability_grades') | join("', '") ~ "']" -%}
    {{ grades }}[greatest(
        list_position({{ grades }}, {{ one }}), list_position({{ grades }}, {{ other }})
    )]
{%- endmacro %}
