"""What is seen and heard: charts, forms, the web around the app. Knows `data`, never `pages`."""
