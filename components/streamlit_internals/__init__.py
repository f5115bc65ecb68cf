"""Internals of Streamlit, each behind a function that says what would take its place.

Streamlit promises none of them.
Nothing else of ours imports from inside Streamlit or reads its private members, and nothing here
knows what it is used for. After an update, `tests/test_streamlit_internals.py` says what is gone.
"""
