"""What programs read of a page: one module a vocabulary. The head of a page is made from them."""
