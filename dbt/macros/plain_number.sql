{# A decimal as people write it: 12 rather than 12.000000, 0.5 rather than 0.500000. #}
{% macro plain_number(expression) -%}
    regexp_replace(cast({{ expression }} as varchar), '\.?0+$', '')
{%- endmacro %}
