with span as (

    select
        least(min(form.first_year), min(report.year)) as first_year,
        greatest(min(form.first_year), max(report.year)) as last_year
    from {{ ref('reporting_forms') }} as form
    left join {{ source('staging', 'report') }} as report on true

),

years as (

    select unnest(generate_series(first_year, last_year)) as year_key
    from span

)

select
    cast(years.year_key as integer) as year_key,
    form.era,
    form.regulation,
    form.regulation_zh,
    form.form as form_in_force,
    form.form_document,
    make_date(years.year_key + 1, form.due_month, form.due_day) as report_due_on,
    make_date(
        years.year_key + 1, form.consolidated_due_month, form.consolidated_due_day
    ) as consolidated_report_due_on
from years
asof left join {{ ref('reporting_forms') }} as form on years.year_key >= form.first_year
order by years.year_key
