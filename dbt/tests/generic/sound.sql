{# All that must be true of a table's rows, asked in one go: each question of its own costs dbt more
   than DuckDB. What is wrong is said in dbt's error, with the number of rows and one of them.

   unique: lists of columns that together tell every row apart. An aggregate, not an index: a primary
       key over the facts of the whole country would have to fit into memory.
   known: columns whose value, where there is one, is that of the `field` of another table.
   words: columns whose value, where there is one, is among these.
   holds: conditions that are true of every row, by name; one that comes out as NULL is not true. #}
{% test sound(model, unique=[], known={}, words={}, holds={}) %}
    {%- set wrong = [] -%}
    {%- for columns in unique -%}
        {%- set named = columns | join(', ') -%}
        {%- do wrong.append(("only one row for each " ~ named,
            "select " ~ named ~ ", count(*) as rows_found from " ~ model ~ " group by " ~ named
            ~ " having count(*) > 1")) -%}
    {%- endfor -%}
    {%- for column, where in known.items() -%}
        {%- do wrong.append((column ~ " is a " ~ where['field'] ~ " of " ~ where['to'].identifier,
            "select * from " ~ model ~ " as own anti join " ~ where['to'] ~ " as other on own."
            ~ column ~ " = other." ~ where['field'] ~ " where own." ~ column ~ " is not null")) -%}
    {%- endfor -%}
    {%- for column, values in words.items() -%}
        {%- do wrong.append((column ~ " is one of " ~ values | join(', '),
            "select * from " ~ model ~ " where " ~ column ~ " not in ('" ~ values | join("', '")
            ~ "')")) -%}
    {%- endfor -%}
    {%- for name, condition in holds.items() -%}
        {%- do wrong.append((name, "select * from " ~ model ~ " where (" ~ condition
            ~ ") is not true")) -%}
    {%- endfor %}
    with wrong as (
        {% for rule, rows in wrong -%}
        select
            '{{ rule }}' as rule,
            count(*) as rows_found,
            any_value(cast(found as varchar)) as example
        from ({{ rows }}) as found
        having count(*) > 0
        {%- if not loop.last %}

        union all

        {% endif -%}
        {%- endfor %}

    ),

    told as (

        select
            string_agg(rule || ': not so in ' || rows_found || ' rows, ' || example, '; ') as message
        from wrong
        having count(*) > 0

    )

    -- Where the message is not raised, the row that holds it still fails the test.
    select message from told where error(message) is null
{% endtest %}
