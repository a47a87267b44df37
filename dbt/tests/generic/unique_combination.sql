{# The named columns together tell every row apart. An aggregate, not an index: a primary key over
   the facts of the whole country would have to fit into memory. #}
{% test unique_combination(model, columns) %}
    select {{ columns | join(', ') }}, count(*) as rows_found
    from {{ model }}
    group by {{ columns | join(', ') }}
    having count(*) > 1
{% endtest %}
