{# The strategy `of_touched_reports` of incremental models: the rows of the reports that a load touches
   are dropped and made anew, the others stay. (dbt finds a strategy by the name of its macro.) The
   model's own query gives the rows of these reports only. Rows of reports that have gone are dropped
   too, which dbt's own `delete+insert` would leave: it drops what comes again. #}
{% macro get_incremental_of_touched_reports_sql(arguments) %}
    {%- set columns = get_quoted_csv(arguments['dest_columns'] | map(attribute='name')) -%}
    delete from {{ arguments['target_relation'] }}
    where report_key in (select report_key from intermediate.int_touched_report);

    insert into {{ arguments['target_relation'] }} ({{ columns }})
    select {{ columns }} from {{ arguments['temp_relation'] }};
{% endmacro %}
