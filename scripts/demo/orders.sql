-- A shop, made up but believable: every number below follows from its row's number, so every demo holds the same rows.
set local role orders_owner;

create function demo_pick(seed bigint, n int) returns int language sql immutable
  return ((hashint8extended(seed, 42) % n) + n) % n;

create table customers (
  id int primary key,
  name text not null,
  email text not null unique,
  city text not null,
  country char(2) not null,
  created_at timestamptz not null
);

create table products (
  id int primary key,
  sku text not null unique,
  name text not null,
  price_cents int not null check (price_cents > 0),
  stock int not null check (stock >= 0)
);

create table orders (
  id int primary key,
  customer_id int not null references customers,
  status text not null check (status in ('placed', 'paid', 'shipped', 'delivered', 'cancelled')),
  placed_at timestamptz not null,
  note text
);

create table order_lines (
  order_id int not null references orders,
  line int not null,
  product_id int not null references products,
  quantity int not null check (quantity > 0),
  price_cents int not null,
  primary key (order_id, line)
);

create table payments (
  id int primary key,
  order_id int not null references orders,
  method text not null check (method in ('card', 'transfer', 'voucher')),
  amount_cents int not null,
  paid_at timestamptz not null,
  refunded_at timestamptz
);

insert into customers
select n, first || ' ' || last, lower(first || '.' || last || n) || '@example.test',
       (array['Hamburg','Lyon','Porto','Gdansk','Turin','Ghent','Malmo','Graz','Cork','Brno'])[place],
       (array['DE','FR','PT','PL','IT','BE','SE','AT','IE','CZ'])[place],
       timestamptz '2025-01-01 08:00+00' + make_interval(hours => n * 19)
from (
  select n,
         (array['Ada','Boris','Chiara','Dilan','Edda','Femi','Greta','Hugo','Ines','Jonas','Kalina','Luis','Mira','Nils',
                'Oona','Petra','Quentin','Rosa','Samir','Tilda'])[1 + demo_pick(n, 20)] as first,
         (array['Adler','Bianchi','Costa','Dubois','Eriksen','Fischer','Garcia','Horak','Ivanova','Jansen','Kowalski',
                'Lindqvist','Moreau','Novak','Okafor','Peeters','Rossi','Silva','Tamm','Weber'])[1 + demo_pick(n + 7000, 20)] as last,
         1 + demo_pick(n + 14000, 10) as place
  from generate_series(1, 400) n
) as drawn;

insert into products
select n, 'LP-' || lpad(n::text, 4, '0'),
       (array['Oak','Walnut','Steel','Linen','Cork','Glass','Clay','Wool'])[1 + (n - 1) % 8] || ' ' ||
       (array['lamp','stool','bowl','shelf','clock','tray','vase','rug'])[1 + (n - 1) / 8],
       900 + demo_pick(n + 21000, 240) * 50, demo_pick(n + 28000, 180)
from generate_series(1, 64) n;

insert into orders
select n, 1 + demo_pick(n + 35000, 400),
       (array['delivered','delivered','delivered','shipped','paid','placed','cancelled'])[1 + demo_pick(n + 42000, 7)],
       timestamptz '2026-01-02 06:00+00' + make_interval(mins => n * 147 + demo_pick(n + 49000, 120)),
       case when demo_pick(n + 56000, 12) = 0 then 'Please leave it with the neighbours.' end
from generate_series(1, 3000) n;

insert into order_lines
select o.id, line, p.id, 1 + demo_pick(o.id * 10 + line + 63000, 4), p.price_cents
from orders o
cross join lateral generate_series(1, 1 + demo_pick(o.id + 70000, 4)) line
join products p on p.id = 1 + demo_pick(o.id * 10 + line + 77000, 64);

insert into payments
select o.id, o.id, (array['card','card','card','transfer','voucher'])[1 + demo_pick(o.id + 84000, 5)], sum(l.quantity * l.price_cents),
       o.placed_at + make_interval(mins => 1 + demo_pick(o.id + 91000, 2880)),
       case when demo_pick(o.id + 98000, 40) = 0 then o.placed_at + interval '9 days' end
from orders o join order_lines l on l.order_id = o.id
where o.status in ('paid', 'shipped', 'delivered')
group by o.id;

create index on orders (customer_id);
create index on orders (placed_at);
create index on payments (order_id);
create view revenue_by_month as
  select date_trunc('month', paid_at) as month, sum(amount_cents) / 100.0 as revenue
  from payments where refunded_at is null group by 1 order by 1;

drop function demo_pick;

grant usage on schema public to orders_read, orders_write;
grant select on all tables in schema public to orders_read, orders_write;
grant insert, update, delete on all tables in schema public to orders_write;

-- Where people with write access may keep work of their own. What they leave there goes to the quarantine role, which
-- PostgreSQL accepts as an owner only where it could create as well; it has no other right and no login.
create schema workbench;
grant usage, create on schema workbench to orders_write;
grant usage on schema workbench to orders_read;
grant usage, create on schema workbench to lapse_quarantine;
