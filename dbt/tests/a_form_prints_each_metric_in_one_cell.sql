-- The choice among repeated figures and the count of cells both rest on this.
select form, metric, count(*) as cells
from {{ source('staging', 'form_cell') }}
where metric is not null
group by form, metric
having count(*) > 1
