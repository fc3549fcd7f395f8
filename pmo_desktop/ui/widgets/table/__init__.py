"""The one table for every register: `RegisterTable(source, settings)` over a `RegisterSource`."""
