-- The operands of every identity, numbered from 0 across both sides, and named as the identity
-- writes them: `applications_carried_in[t+1]` is the figure of the following year.
select
    t.identity,
    i.per,
    t.side,
    t.operand,
    t.sign,
    t.year_offset,
    row_number() over (partition by t.identity order by t.side, t.position) - 1 as term,
    t.operand || case
        when t.year_offset > 0 then '[t+' || t.year_offset || ']'
        when t.year_offset < 0 then '[t' || t.year_offset || ']'
        else ''
    end as name
from {{ source('staging', 'identity_term') }} as t
inner join {{ source('staging', 'identity') }} as i using (identity)
