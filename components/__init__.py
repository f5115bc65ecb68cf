"""Components: charts, forms, the web around the app. They know `data`, never `pages`."""
