"""The API: routes, and what a request and an answer are made of. Every file without a route serves those that have."""
