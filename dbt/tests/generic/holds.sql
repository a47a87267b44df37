{# The condition is true of every row; a condition that comes out as NULL is not true. #}
{% test holds(model, condition) %}
    select *
    from {{ model }}
    where ({{ condition }}) is not true
{% endtest %}
