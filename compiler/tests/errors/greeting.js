var greeting = 'hello';
